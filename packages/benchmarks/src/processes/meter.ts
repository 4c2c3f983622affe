import { Session } from 'node:inspector';
import { createServer } from 'node:net';

/**
 * Loaded into a server under test by `--import`: answers on a socket of its own what the process has used and, on
 * demand, where its time went. Nothing of it runs between two questions.
 */
const session = new Session();

const ask = (method: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    session.post(method, (error: Error | null, answer?: object) => (error ? reject(error) : resolve(answer)));
  });

const answers: Readonly<Record<string, () => Promise<unknown>>> = {
  cpu: async () => process.cpuUsage(),
  'start-profile': async () => {
    session.connect();
    await ask('Profiler.enable');
    await ask('Profiler.start');
    return null;
  },
  'stop-profile': async () => {
    const answer = (await ask('Profiler.stop')) as { profile: unknown };
    session.disconnect();
    return answer.profile;
  },
};

const server = createServer((socket) => {
  socket.once('data', (question) => {
    void answers[question.toString()]?.().then((answer) => socket.end(JSON.stringify(answer)));
  });
});
// A connection of the benchmark that goes away is not the server's to die of.
server.on('connection', (socket) => socket.on('error', () => undefined));
server.listen(process.env.BENCHMARK_METER).unref();
