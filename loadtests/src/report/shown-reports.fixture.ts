import type { StressResult } from '../profile/stress-result.ts';
import { simulatedEvidence } from '../run/simulated-evidence.fixture.ts';
import { buildReport } from './build-report.ts';
import type { Report } from './report.ts';
import { simulatedDrill } from './simulated-drill.fixture.ts';

/** As long as AWS makes a name. */
const loadBalancer = 'http://k8s-devapi-api-0a1b2c3d4e-5f60718293a4b5c6.elb.eu-central-1.amazonaws.com';

/** With a drill and a warning, which most runs have not. */
export const passed = passedReport();
/** With bars to draw, and with names as long as AWS makes them. */
export const failed = failedReport();
/** Broken off before there was any load. */
export const invalid = invalidReport();
/** With a knee over the pods. */
export const stressed = stressedReport();

function passedReport(): Report {
  const report = buildReport({ ...simulatedEvidence(), drills: [simulatedDrill] });
  return { ...report, warnings: ['Stage local: api cannot go from 2 to 20 pods in one step.'] };
}

function failedReport(): Report {
  const evidence = simulatedEvidence();
  const { load } = evidence;
  if (!load) throw new Error('the simulated evidence has no load');
  const requests = load.log.requests.map((request, index) =>
    index % 150 < 15 ? { ...request, failed: true, errorCode: '1503' } : request,
  );
  const report = buildReport({ ...evidence, load: { ...load, log: { ...load.log, requests } } });
  const dropped = report.series.requests.x.map((at) => (at % 30 === 5 ? 12 : 0));
  return {
    ...report,
    series: { ...report.series, requests: { ...report.series.requests, dropped } },
    settings: {
      ...report.settings,
      url: loadBalancer,
      services: report.settings.services.map((service) => ({
        ...service,
        image: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${service.image}`,
      })),
    },
  };
}

function invalidReport(): Report {
  const nothing = { calibration: undefined, calibrationLoad: undefined, profile: undefined, load: undefined };
  const brokenBy = `Nothing answers at ${loadBalancer}/users.`;
  return buildReport({ ...simulatedEvidence(), ...nothing, brokenBy });
}

function stressedReport(): Report {
  const stress: StressResult = {
    ...{ precision: 1.1, trialSeconds: 15, notTried: [4, 5] },
    knees: [80, 150, 190].map((ratePerSecond, index) => ({
      ...{ replicas: index + 1, ratePerSecond, beyondPerSecond: ratePerSecond + 8, trials: [] },
      limit: index < 2 ? 'stage' : 'machine',
    })),
  };
  return { ...buildReport(simulatedEvidence()), scenario: 'stress', stress };
}
