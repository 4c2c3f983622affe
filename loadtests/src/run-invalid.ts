/** The run cannot be carried through, so that it would say nothing about the stage. The message says why, in a sentence. */
export class RunInvalid extends Error {
  override readonly name = 'RunInvalid';
}
