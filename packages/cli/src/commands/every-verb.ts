import { addClusterVerbs } from './cluster-verbs.ts';
import { addCompletion } from './completion.ts';
import { program } from './program.ts';
import { addProofVerbs } from './proof-verbs.ts';
import { addStageVerbs } from './stage-verbs.ts';

addStageVerbs();
addProofVerbs();
addClusterVerbs();

/** What a shell asks when it completes a command line. */
export const completion = addCompletion(program);

/** The tool with all of its verbs. */
export { program };
