import { readNxJson } from 'nx/src/config/nx-json.js';
import { createTaskHasher } from 'nx/src/hasher/create-task-hasher.js';
import { hashTasks } from 'nx/src/hasher/hash-task.js';
import { createProjectGraphAsync } from 'nx/src/project-graph/project-graph.js';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph.js';

// Prints the hash of what each task works on, by its id: of the cached ones, which Nx looks up by it, and of the images,
// which their own content decides about. Run in the repository's root.

const graph = await createProjectGraphAsync({ exitOnError: true });
const projects = Object.keys(graph.nodes);
const isHashed = (target: string, cache: boolean | undefined): boolean => cache === true || /^image/.test(target);
const hashed = Object.values(graph.nodes).flatMap(({ data }) =>
  Object.entries(data.targets ?? {}).flatMap(([target, { cache }]) => (isHashed(target, cache) ? [target] : [])),
);
const tasks = createTaskGraph(graph, {}, projects, [...new Set(hashed)], undefined, {}, true);
const hasher = createTaskHasher(graph, readNxJson());
const environments = Object.fromEntries(Object.keys(tasks.tasks).map((id) => [id, {}]));
await hashTasks(hasher, graph, tasks, environments, null);

const hashes = Object.values(tasks.tasks).flatMap(({ id, target, cache, hash }) =>
  isHashed(target.target, cache) ? [[id, hash] as const] : [],
);
console.log(JSON.stringify(Object.fromEntries(hashes)));
process.exit();
