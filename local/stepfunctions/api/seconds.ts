/** Timestamps on the wire are epoch seconds with milliseconds; within, epoch milliseconds. */
export function toSeconds(milliseconds: number): number;
export function toSeconds(milliseconds: number | undefined): number | undefined;
export function toSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
