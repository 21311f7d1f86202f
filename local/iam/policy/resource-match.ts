import { matchesArn } from './arn-match';
import { ANY_ONE, ANY_RUN, type Step } from './pattern';

/** Of the ARN's fields the last is the resource, in which colons are characters like others. */
const COLONS = 5;

/** What one step takes: one character, one but a colon, or a run of either. */
interface Take {
  readonly character: string | typeof ANY_ONE;
  readonly isRun: boolean;
  readonly takesColon: boolean;
}

/**
 * Whether a call's resource is one that a `Resource` element describes. Unlike an ARN operator, a
 * `*` that ends a field may go beyond the field's colon; all other wildcards stay within.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource", "Using wildcards in resource ARNs".
 */
export function matchesResource(steps: readonly Step[], resource: string): boolean {
  if (matchesArn(steps, resource)) return true;
  if (!resource.startsWith('arn:')) return false;
  const takes = takesOf(steps);
  return takes.some(goesBeyond) && matchesTakes(takes, Array.from(resource));
}

function takesOf(steps: readonly Step[]): Take[] {
  let colons = 0;
  return steps.map((step, at): Take => {
    if (step === ':') colons += 1;
    const inResource = colons >= COLONS;
    if (step === ANY_RUN) {
      const next = steps[at + 1];
      const takesColon = inResource || next === undefined || next === ':';
      return { character: ANY_ONE, isRun: true, takesColon };
    }
    return { character: step, isRun: false, takesColon: inResource };
  });
}

function goesBeyond({ isRun, takesColon }: Take): boolean {
  return isRun && takesColon;
}

/** Every place in the pattern where the text read so far can have led to, character by character. */
function matchesTakes(takes: readonly Take[], text: readonly string[]): boolean {
  let places = withSkippedRuns(takes, new Set([0]));
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) {
      const take = takes[place];
      if (take && fits(take, character)) next.add(take.isRun ? place : place + 1);
    }
    places = withSkippedRuns(takes, next);
    if (places.size === 0) return false;
  }
  return places.has(takes.length);
}

function fits({ character, takesColon }: Take, given: string): boolean {
  return character === ANY_ONE ? takesColon || given !== ':' : character === given;
}

/** A run may take nothing. A set is walked to what is added on the way, too. */
function withSkippedRuns(takes: readonly Take[], places: Set<number>): Set<number> {
  for (const place of places) if (takes[place]?.isRun) places.add(place + 1);
  return places;
}
