import { AwsError } from '../../gateway/aws-error';

/**
 * A policy that AWS would refuse, or that could only be guessed at here. It is refused when it is
 * put, so that nothing in a policy is ever passed over in silence.
 */
export class PolicyError extends AwsError {
  constructor(message: string) {
    super('MalformedPolicyDocument', message);
  }
}
