/** What a run does to a stage; a file of `src/scenarios` each. */
export const scenarioNames = ['smoke', 'load', 'spike', 'soak', 'stress'] as const;

export type ScenarioName = (typeof scenarioNames)[number];
