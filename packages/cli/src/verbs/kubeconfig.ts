import { stageNamed } from '@eks-practice/stages/stage-named';
import { parse } from 'yaml';
import { mergeInto, userKubeconfigPath } from '../kubernetes/merge-kubeconfig.ts';
import type { GlobalOptions } from '../options.ts';
import { placeOf } from '../place/place.ts';

export interface KubeconfigOptions extends GlobalOptions {
  /** Put it into the user's own instead of printing it. */
  readonly merge: boolean;
}

/** Prints the kubeconfig of the stage's cluster, or puts it into the user's own. */
export async function kubeconfig({ stage: name, json, merge }: KubeconfigOptions): Promise<void> {
  const place = await placeOf(stageNamed(name));
  const text = await place.kubeconfig();
  if (!merge) {
    // JSON is YAML too: kubectl reads either.
    process.stdout.write(json ? `${JSON.stringify(parse(text), undefined, 2)}\n` : text);
    return;
  }
  const file = userKubeconfigPath();
  await mergeInto(file, text);
  const { 'current-context': context } = parse(text) as { 'current-context': string };
  const kubectl = `kubectl --context ${context} --namespace ${name} get pods`;
  console.log(
    json ? JSON.stringify({ file, context, namespace: name }) : `${file} has the context ${context} now.\n  ${kubectl}`,
  );
}
