import { k6Program, isRecentEnough, k6Version } from '@eks-practice/loadtests/k6';
import { goRemedy, goVersion, isRecentGo } from '@eks-practice/machine/programs/go';
import { isCompiled } from '@eks-practice/machine/programs/go-program';
import { toolchainFor } from '@eks-practice/machine/programs/go-toolchain';
import { mmdebstrapCommand } from '@eks-practice/machine/programs/mmdebstrap';
import { canHaveCommands, installRemedy, missingOf } from '@eks-practice/machine/programs/system-packages';
import type { Finding } from './finding.ts';
import { type NeededImage, kubernetesImage } from './images.ts';

/** What makes the things that this machine cannot fetch. */
export interface BuildTools {
  /** The version of k6 on PATH; undefined where there is none. */
  readonly k6: string | undefined;
  /** Whether the tool has compiled its own k6. */
  readonly k6IsCompiled: boolean;
  /** The version of Go on PATH; undefined where there is none. */
  readonly go: string | undefined;
  /** Whether the tool can fetch a Go for this machine. */
  readonly canFetchGo: boolean;
  readonly hasMmdebstrap: boolean;
  /** Whether the tool may install it where it is missing. */
  readonly mayInstall: boolean;
  /** What brings it where it is missing. */
  readonly mmdebstrapRemedy: string;
}

export async function readBuildTools(): Promise<BuildTools> {
  const [k6, k6IsCompiled, go, missing, mayInstall] = await Promise.all([
    k6Version('k6'),
    isCompiled(k6Program),
    goVersion(),
    missingOf([mmdebstrapCommand]),
    canHaveCommands([mmdebstrapCommand]),
  ]);
  const canFetchGo = toolchainFor(process.platform, process.arch) !== undefined;
  return {
    ...{ k6, k6IsCompiled, go, canFetchGo, hasMmdebstrap: missing.length === 0, mayInstall },
    mmdebstrapRemedy: installRemedy([mmdebstrapCommand]),
  };
}

/**
 * @param images those that are needed, as what has to be built decides which tools are; undefined where Docker could not
 * be asked
 */
export function buildToolFindings(tools: BuildTools, images: readonly NeededImage[] | undefined): Finding[] {
  const built = images?.filter(({ origin }) => origin === 'build').map(({ name }) => name);
  const compiled = [
    ...(built ?? []).filter((name) => name === kubernetesImage),
    ...(isRecentEnough(tools.k6) || tools.k6IsCompiled ? [] : ['k6']),
  ];
  return [
    k6Finding(tools),
    goFinding(tools, built || compiled.length > 0 ? compiled : undefined),
    mmdebstrapFinding(tools, built),
  ];
}

function k6Finding({ k6, k6IsCompiled }: BuildTools): Finding {
  if (k6 !== undefined && isRecentEnough(k6)) return { name: 'k6', state: 'ok', found: k6 };
  return { name: 'k6', state: 'ok', found: k6IsCompiled ? 'compiled by the tool' : 'compiled once, with Go' };
}

/** What may be needed, but it is not known whether it is. */
const unsure = 'none; needed where no container registry answers';

/** @param wantedFor what must be compiled; undefined where it is not known */
function goFinding({ go: version, canFetchGo }: BuildTools, wantedFor: readonly string[] | undefined): Finding {
  const name = 'Go';
  if (version !== undefined && isRecentGo(version)) return { name, state: 'ok', found: version };
  const found = version ?? 'none';
  if (canFetchGo) return { name, state: 'ok', found: `${found}; the tool fetches one where it is needed` };
  if (!wantedFor) return { name, state: 'warning', found: unsure, remedy: goRemedy };
  if (wantedFor.length === 0) return { name, state: 'ok', found: `${found}, and none is needed` };
  return { name, state: 'missing', found: `${found}, but wanted for: ${wantedFor.join(', ')}`, remedy: goRemedy };
}

/** @param wantedFor what must be built; undefined where it is not known */
function mmdebstrapFinding(
  { hasMmdebstrap, mayInstall, mmdebstrapRemedy: remedy }: BuildTools,
  wantedFor: readonly string[] | undefined,
): Finding {
  const name = mmdebstrapCommand.command;
  if (hasMmdebstrap) return { name, state: 'ok', found: 'present' };
  if (!wantedFor) return { name, state: 'warning', found: unsure, remedy };
  if (wantedFor.length === 0) return { name, state: 'ok', found: 'none, and none is needed' };
  const state = mayInstall ? 'warning' : 'missing';
  return { name, state, found: `none, but wanted for: ${wantedFor.join(', ')}`, remedy };
}
