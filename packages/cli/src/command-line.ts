/**
 * The command to run for a stage, as a message names it.
 * @param verb with its arguments, e.g. `deploy`
 * @param stage the stage's name; left out of the command where it is what the verb takes without it
 */
export function commandLine(verb: string, stage: string, { EKS_PRACTICE_STAGE } = process.env): string {
  const isDefault = stage === 'local' && EKS_PRACTICE_STAGE === undefined;
  return `npx eks-practice ${verb}${isDefault ? '' : ` --stage ${stage}`}`;
}
