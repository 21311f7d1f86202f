/** Tag of endpoints and of SageMaker Models: how the container is spoken to, a ContractName. */
export const CONTRACT_TAG = 'text2text-batch:contract';

/** Tag of an endpoint with a lease that was changed: when its lease ends, ISO 8601. Without it the lease ends by LEASE_HOURS_TAG. */
export const LEASE_UNTIL_TAG = 'text2text-batch:lease-until';

/** Tag of an endpoint, set by the template: hours from its creation to the end of its lease. */
export const LEASE_HOURS_TAG = 'text2text-batch:lease-hours';

/** Tag of an endpoint, set by the sweeper: the end of the lease that a warning was sent about, so that it is sent once. */
export const LEASE_WARNED_TAG = 'text2text-batch:lease-warned';
