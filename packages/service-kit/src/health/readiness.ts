/** Whether this pod wants new requests. It does from the first answer on, until it is told to go. */
export class Readiness {
  private ending = false;

  get draining(): boolean {
    return this.ending;
  }

  /** From now on readiness fails and answers close their connection; there is no way back. */
  startDraining(): void {
    this.ending = true;
  }
}
