import { readNxJson } from 'nx/src/config/nx-json.js';
import { createTaskHasher } from 'nx/src/hasher/create-task-hasher.js';
import { hashTasks } from 'nx/src/hasher/hash-task.js';
import { createProjectGraphAsync } from 'nx/src/project-graph/project-graph.js';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph.js';

// Prints what Nx would look for in its cache: the hash of every cached task, by its id. Run in the repository's root.

const graph = await createProjectGraphAsync({ exitOnError: true });
const projects = Object.keys(graph.nodes);
const cached = Object.values(graph.nodes).flatMap(({ data }) =>
  Object.entries(data.targets ?? {}).flatMap(([target, { cache }]) => (cache ? [target] : [])),
);
const tasks = createTaskGraph(graph, {}, projects, [...new Set(cached)], undefined, {}, true);
const hasher = createTaskHasher(graph, readNxJson());
const environments = Object.fromEntries(Object.keys(tasks.tasks).map((id) => [id, {}]));
await hashTasks(hasher, graph, tasks, environments, null);

const hashes = Object.values(tasks.tasks).flatMap(({ id, cache, hash }) => (cache ? [[id, hash] as const] : []));
console.log(JSON.stringify(Object.fromEntries(hashes)));
process.exit();
