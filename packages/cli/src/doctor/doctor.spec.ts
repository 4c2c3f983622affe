import { UserError } from '@eks-practice/errors/user-error';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { diagnosis } from '../verbs/doctor.ts';
import { type BuildTools, buildToolFindings } from './build-tools.ts';
import { type DockerFacts, dockerFinding } from './docker.ts';
import type { Finding, State } from './finding.ts';
import { type Origin, imageFinding, kubernetesImage } from './images.ts';
import { limitFinding } from './kernel.ts';
import { npmFinding } from './node.ts';
import { type WantedPort, portFinding } from './ports.ts';
import { proxyFinding } from './proxy.ts';
import { type Resources, resourceFindings } from './resources.ts';

const docker: DockerFacts = {
  version: '28.1.0',
  apiVersion: '1.49',
  storageDriver: 'overlay2',
  cgroupVersion: '2',
  root: '/var/lib/docker',
  memory: 8 * 2 ** 30,
  cores: 4,
  hasProxy: false,
};
const silence = new UserError('No Docker daemon answers.', { code: 'docker-not-running', remedy: 'Start it.' });
const tools: BuildTools = {
  k6: '1.8.1',
  k6IsCompiled: false,
  go: '1.26.1',
  canFetchGo: false,
  hasMmdebstrap: true,
  mayInstall: false,
  mmdebstrapRemedy: 'Install mmdebstrap.',
};
const bare: BuildTools = { ...tools, go: undefined, hasMmdebstrap: false };
const images = (origin: Origin) => [
  { name: kubernetesImage, reference: 'k:1', origin },
  { name: 'Base image', reference: 'b:1', origin },
];
const plenty: Resources = {
  memory: 8 * 2 ** 30,
  cores: 4,
  cacheFree: 2 ** 40,
  temporaryFree: 2 ** 40,
  dockerFree: 2 ** 40,
};
const little: Resources = {
  memory: 2 ** 30,
  cores: 1,
  cacheFree: 2 ** 30,
  temporaryFree: 2 ** 29,
  dockerFree: 2 ** 30,
};
const stage = stageNamed('local');
const port: WantedPort = { port: 18080, purpose: 'api', variable: 'EKS_PRACTICE_SERVICE_PORT' };
const limit = { name: 'inotify instances', key: 'fs.inotify.max_user_instances', least: 64, effect: 'it fails' };
const proxy = { HTTPS_PROXY: 'http://proxy:3128' };

const cases: { case: string; finding: Finding | readonly Finding[]; states: State[]; says: RegExp }[] = [
  { case: 'npm', finding: npmFinding('11.1.0'), states: ['ok'], says: /11\.1\.0/ },
  { case: 'no npm', finding: npmFinding(undefined), states: ['missing'], says: /nodejs\.org/ },
  { case: 'old npm', finding: npmFinding('6.14.4'), states: ['missing'], says: /6\.14\.4.*npm 8/s },
  { case: 'Docker', finding: dockerFinding(docker, true), states: ['ok'], says: /28\.1\.0.*1\.49.*overlay2.*v2/ },
  { case: 'no Docker, ours to start', finding: dockerFinding(silence, true), states: ['warning'], says: /npm start/ },
  { case: 'no Docker', finding: dockerFinding(silence, false), states: ['missing'], says: /Start it\./ },
  { case: 'images', finding: images('docker').map(imageFinding), states: ['ok', 'ok'], says: /k:1/ },
  { case: 'a registry', finding: images('registry').map(imageFinding), states: ['ok', 'ok'], says: /can be pulled/ },
  {
    case: 'a wrong image',
    finding: images(silence).map(imageFinding),
    states: ['missing', 'missing'],
    says: /Start it/,
  },
  { case: 'tools', finding: buildToolFindings(tools, images('build')), states: ['ok', 'ok', 'ok'], says: /1\.26\.1/ },
  {
    case: 'no tools, and nothing to build',
    finding: buildToolFindings(bare, images('registry')),
    states: ['ok', 'ok', 'ok'],
    says: /none is needed/,
  },
  {
    case: 'no tools for what must be built',
    finding: buildToolFindings(bare, images('build')),
    states: ['ok', 'missing', 'missing'],
    says: /wanted for: Kubernetes image.*go\.dev.*Install mmdebstrap\./s,
  },
  {
    case: 'no tools, but leave to install',
    finding: buildToolFindings({ ...bare, mayInstall: true }, images('build')),
    states: ['ok', 'missing', 'warning'],
    says: /Install mmdebstrap\./,
  },
  {
    case: 'no tools, and no Docker to say whether they are needed',
    finding: buildToolFindings(bare, undefined),
    states: ['ok', 'warning', 'warning'],
    says: /needed where no container registry answers/,
  },
  {
    case: 'an old Go for k6',
    finding: buildToolFindings({ ...tools, k6: '0.47.0', go: '1.21.0' }, images('registry')),
    states: ['ok', 'missing', 'ok'],
    says: /1\.21\.0, but wanted for: k6/,
  },
  {
    case: 'an old Go where another can be fetched',
    finding: buildToolFindings({ ...tools, k6: '0.47.0', go: '1.21.0', canFetchGo: true }, images('registry')),
    states: ['ok', 'ok', 'ok'],
    says: /1\.21\.0; the tool fetches one/,
  },
  {
    case: 'a k6 that was compiled before Go went',
    finding: buildToolFindings({ ...bare, k6: undefined, k6IsCompiled: true }, images('docker')),
    states: ['ok', 'ok', 'ok'],
    says: /compiled by the tool/,
  },
  { case: 'plenty', finding: resourceFindings(plenty, stage), states: Array(5).fill('ok'), says: /8\.0 GiB/ },
  {
    case: 'little of everything',
    finding: resourceFindings(little, stage),
    states: Array(5).fill('warning'),
    says: /1\.0 GiB, where .* are wanted/,
  },
  {
    case: 'a full disk for temporary files',
    finding: resourceFindings({ ...plenty, temporaryFree: 10 * 2 ** 20 }, stage),
    states: ['ok', 'ok', 'ok', 'ok', 'missing'],
    says: /temporary files +0\.0 GiB free, where .* are wanted\n.*TMPDIR/,
  },
  {
    case: "Docker's disk out of sight",
    finding: resourceFindings({ ...plenty, dockerFree: undefined }, stage),
    states: ['ok', 'ok', 'ok', 'ok'],
    says: /Cores/,
  },
  { case: 'a free port', finding: portFinding(port), states: ['ok'], says: /free/ },
  {
    case: 'the port of our cluster',
    finding: portFinding({ ...port, holder: { kind: 'cluster' } }),
    states: ['ok'],
    says: /cluster that runs/,
  },
  {
    case: 'a taken port',
    finding: portFinding({ ...port, holder: { kind: 'process' } }),
    states: ['missing'],
    says: /EKS_PRACTICE_SERVICE_PORT=19080 npm start/,
  },
  {
    case: "a container's port",
    finding: portFinding({ ...port, holder: { kind: 'container', name: 'web' } }),
    states: ['missing'],
    says: /docker stop web/,
  },
  {
    case: 'a port that Docker might know',
    finding: portFinding({ ...port, holder: { kind: 'unknown' } }),
    states: ['warning'],
    says: /in use/,
  },
  { case: 'no proxy', finding: proxyFinding(docker, { PATH: '/bin' }), states: ['ok'], says: /none/ },
  { case: 'a proxy', finding: proxyFinding({ ...docker, hasProxy: true }, proxy), states: ['ok'], says: /HTTPS_PROXY/ },
  { case: 'a proxy not for Docker', finding: proxyFinding(docker, proxy), states: ['warning'], says: /daemon\/proxy/ },
  { case: 'a high limit', finding: limitFinding(limit, 64), states: ['ok'], says: /64/ },
  { case: 'a low limit', finding: limitFinding(limit, 63), states: ['warning'], says: /sysctl -w fs\.inotify\S+=64/ },
];

test.each(cases)('$case: $states', ({ finding, states, says }) => {
  const findings = [finding].flat();
  expect(findings.map(({ state }) => state)).toEqual(states);
  expect(diagnosis(findings)).toMatch(says);
});

test('the last line sums up, and a warning is no lack', () => {
  const warning: Finding = { name: 'Cores', state: 'warning', found: '1' };
  const lack: Finding = { name: 'npm', state: 'missing', found: 'none', remedy: 'Install it.' };
  expect(diagnosis([warning])).toMatch(/Everything that is needed is there\. 1 thing is worth a look\./);
  expect(diagnosis([lack, lack, warning])).toMatch(/2 things are missing\. 1 thing is worth a look\.$/);
});
