import { addClusterVerbs } from './cluster-verbs.ts';
import { program } from './program.ts';
import { addProofVerbs } from './proof-verbs.ts';
import { addStageVerbs } from './stage-verbs.ts';

addStageVerbs();
addProofVerbs();
addClusterVerbs();

/** The tool with all of its verbs. */
export { program };
