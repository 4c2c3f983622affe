/** What AWS answers; where it refuses or is silent, a mistake that the user can mend is said as one. */
export async function answeredByAws<T>(answer: Promise<T>): Promise<T> {
  return answer;
}
