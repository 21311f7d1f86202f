import { type TaskState } from '../../definition/states';
import { type Json } from '../../json';
import { MAX_SECONDS } from '../../limits';
import { ErrorName, StateError } from '../errors';
import { type Transition, leave } from '../leave';
import { Payload } from '../payload';
import { type Visit, dataLimitExceeded } from '../visit';
import { interruptible, withTimeout } from '../waiting';
import { type TaskCall, functionCall } from './task-calls';
import { invokeLambda } from './invoke-lambda';

/** One attempt of a Task: schedule, invoke, leave. */
export async function runTask(state: TaskState, visit: Visit): Promise<Transition> {
  const { thread, input } = visit;
  const args =
    state.Arguments === undefined
      ? input
      : Payload.of(await visit.evaluate(state.Arguments, 'Arguments'));
  visit.checkSize(args);
  const timeout =
    state.TimeoutSeconds === undefined
      ? undefined
      : await visit.evaluateInteger(state.TimeoutSeconds, 'TimeoutSeconds', 1, MAX_SECONDS);
  const call = functionCall(state.Resource, args, visit);
  call.scheduled(thread, timeout);
  call.started(thread);
  const result = Payload.of(await invoke(call, visit, timeout));
  if (result.exceedsLimit) {
    const error = dataLimitExceeded(call.resourceType);
    call.failed(thread, error);
    throw error;
  }
  call.succeeded(thread, result);
  return leave(visit, state, result, { result: result.value });
}

/** A function in flight cannot be recalled: what it answers after a time-out or a stop is dropped. */
async function invoke(call: TaskCall, visit: Visit, timeout: number | undefined): Promise<Json> {
  const { run, signal } = visit.thread;
  const { clock, invokeFunction } = run.environment;
  const work = interruptible(invokeLambda(invokeFunction, call), signal);
  try {
    if (timeout === undefined) return await work;
    const late = (): StateError => new StateError(ErrorName.timeout);
    return await withTimeout(work, clock, timeout * 1000, late);
  } catch (error) {
    if (error instanceof StateError) {
      if (error.error === ErrorName.timeout) call.timedOut(visit.thread, error);
      else call.failed(visit.thread, error);
    }
    throw error;
  }
}
