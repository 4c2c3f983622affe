import { script } from '@bomb.sh/tab';

/** Prints what makes a shell complete the tool's command lines; it asks the tool through npx, which finds it in the repository. */
export function completion(shell: string): void {
  script(shell, 'eks-practice', 'npx --no eks-practice');
}
