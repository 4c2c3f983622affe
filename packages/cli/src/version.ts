import { repositoryRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';

/**
 * What `--version` prints. There are no releases, so what tells one tool from another is its commit.
 * @param folder of the repository
 */
export async function version(folder: string = repositoryRoot): Promise<string> {
  const format = ['--date=short', '--format=commit %h of %cd'];
  const { exitCode, stdout } = await run('git', ['log', '-1', ...format], { cwd: folder, acceptFailure: true });
  return `eks-practice, ${exitCode === 0 ? stdout : 'of no known commit: this is no clone, or there is no git'}`;
}
