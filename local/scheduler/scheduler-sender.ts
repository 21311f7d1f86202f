import { type Sender, roleSender } from '../iam/sender';

/** The Scheduler under a schedule's role. */
export function schedulerSender(roleArn: string): Sender {
  return roleSender(roleArn, 'scheduler');
}
