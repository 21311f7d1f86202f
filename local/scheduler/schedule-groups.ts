import * as z from 'zod';
import { type Clock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { asItIs } from '../state/format';
import { type State } from '../state/state';
import { conflict, notFound } from './scheduler-errors';
import { DEFAULT_GROUP, type ScheduleGroup, type SchedulerPlace, groupArn } from './schedule';

const groupSchema = z.object({ arn: z.string(), name: z.string(), creationDate: z.number() });

/** Groups of schedules by name; `get` and what needs it throw ResourceNotFoundException. */
export class ScheduleGroups {
  readonly #groups: Map<string, ScheduleGroup>;

  constructor(
    private readonly options: SchedulerPlace & { readonly clock: Clock },
    state: State,
  ) {
    this.#groups = state.map('schedule-groups', asItIs(groupSchema));
    if (!this.#groups.has(DEFAULT_GROUP)) this.create(DEFAULT_GROUP);
  }

  /** @throws AwsError ConflictException */
  create(name: string): ScheduleGroup {
    if (this.#groups.has(name)) throw conflict(`Schedule group ${name} already exists.`);
    const creationDate = this.options.clock.now();
    const group = { arn: groupArn(this.options, name), name, creationDate };
    this.#groups.set(name, group);
    return group;
  }

  get(name: string): ScheduleGroup {
    const group = this.#groups.get(name);
    if (!group) throw notFound(`Schedule group ${name} does not exist.`);
    return group;
  }

  /** By name. */
  list(): ScheduleGroup[] {
    return [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws AwsError ValidationException for the default group */
  delete(name: string): void {
    this.get(name);
    if (name === DEFAULT_GROUP) {
      throw new AwsError('ValidationException', 'The default schedule group cannot be deleted.');
    }
    this.#groups.delete(name);
  }
}
