import { type Stack, type StackEvent } from '../stack';

/** A resource as its stack's events tell of it last. */
export type ResourceNews = Omit<StackEvent, 'id'>;

const SETTLED = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);

/**
 * The resources of a stack with what happened to each last, in the order in which they came. The old
 * one of a replaced pair does not count. Those that are deleted are shown while the stack is on its
 * way or failed, and of a stack that is deleted itself.
 */
export function resourceNews({ id, status, events }: Stack): ResourceNews[] {
  const news = new Map<string, ResourceNews>();
  for (const event of events) {
    const { logicalId } = event;
    if (event.physicalId === id && event.type === 'AWS::CloudFormation::Stack') continue;
    const before = news.get(logicalId);
    if (before && isOfReplaced(event, before)) continue;
    news.set(logicalId, {
      ...event,
      physicalId: event.physicalId === '' ? (before?.physicalId ?? '') : event.physicalId,
    });
  }
  const all = [...news.values()];
  if (!SETTLED.has(status)) return all;
  return all.filter((one) => one.status !== 'DELETE_COMPLETE' && one.status !== 'DELETE_SKIPPED');
}

function isOfReplaced(event: ResourceNews, current: ResourceNews): boolean {
  const isDeletion = event.status.startsWith('DELETE_');
  return isDeletion && event.physicalId !== current.physicalId && isLive(current);
}

function isLive({ status }: ResourceNews): boolean {
  return status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED';
}
