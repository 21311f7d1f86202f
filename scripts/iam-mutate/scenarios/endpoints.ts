import { ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { LEASE_WARNED_TAG } from '../../../domain/realtime/names';
import { type Application } from '../../runbook/application';
import {
  copyEndpoint,
  deployedEndpoint,
  hasConfig,
  hasEndpoint,
  makeEndpoint,
  removeEndpoint,
  tagsOfEndpoint,
} from './endpoint-copies';
import { invoke } from './functions';
import { type Outcome, type Scenario, WELL } from './scenario';
import { sweepLeases } from './schedules';

const MINUTE = 60_000;
const INVOKE_BATCH = /InvokeBat/u;
const ANSWER = "the function's answer";

/** Somebody asks the deployed endpoint by the function. */
export const endpointAnswers: Scenario = {
  name: 'endpoint',
  async play(application) {
    const told = await invoke(application, INVOKE_BATCH, { text_inputs: ['one'] });
    return { failure: told.includes('"answered":1') ? undefined : told, told, toldBy: ANSWER };
  },
};

/** An endpoint that is not there has to be told from one that may not be asked. */
export const missingEndpoint: Scenario = {
  name: 'endpoint that is gone',
  async play(application) {
    const name = await deployedEndpoint(application);
    await removeEndpoint(application, name, { keepConfig: true });
    try {
      const told = await invoke(application, INVOKE_BATCH, { text_inputs: ['one'] });
      const isTold = told.includes('EndpointUnavailable');
      return { failure: isTold ? undefined : told, told, toldBy: ANSWER };
    } finally {
      await makeEndpoint(application, name);
    }
  },
};

/** The container starts, and its log says so. */
export const newEndpoint: Scenario = {
  name: 'new endpoint',
  play: (application, id) => starts(application, id),
};

/** The model of a version 2.x, which has a role of its own. */
export const hostedModel: Scenario = {
  name: 'new endpoint of a version 2.x',
  async play(application, id) {
    const { Models = [] } = await application.sagemaker.send(new ListModelsCommand({}));
    const model = Models.find(({ ModelName }) => ModelName?.includes('flan-t5'));
    if (model?.ModelName === undefined)
      throw new Error('the model of a version 2.x is not deployed');
    return starts(application, id, model.ModelName);
  },
};

async function starts(application: Application, id: string, modelName?: string): Promise<Outcome> {
  const { name, failure } = await copyEndpoint(
    application,
    id,
    modelName === undefined ? {} : { modelName },
  );
  await removeEndpoint(application, name);
  if (failure !== undefined)
    return { failure, told: failure, toldBy: "the endpoint's FailureReason" };
  const hasLog = application.aws.logs.hasLogGroup(`/aws/sagemaker/Endpoints/${name}`);
  return hasLog ? WELL : { failure: 'the endpoint has no log' };
}

export const leaseThatEndsSoon: Scenario = {
  name: 'lease that ends soon',
  async play(application, id) {
    const leaseUntil = new Date(Date.now() + 30 * MINUTE);
    const { name } = await copyEndpoint(application, id, { leaseUntil });
    await sweepLeases(application, id);
    const isWarned = (await tagsOfEndpoint(application, name)).includes(LEASE_WARNED_TAG);
    await removeEndpoint(application, name);
    return isWarned ? WELL : { failure: 'nobody was warned of the end of the lease' };
  },
};

export const leaseThatIsOver: Scenario = {
  name: 'lease that is over',
  async play(application, id) {
    const { name } = await copyEndpoint(application, id, {
      leaseUntil: new Date(Date.now() - MINUTE),
    });
    await sweepLeases(application, id);
    const isLeft = (await hasEndpoint(application, name)) || (await hasConfig(application, name));
    await removeEndpoint(application, name);
    return isLeft ? { failure: 'the endpoint, or its configuration, is still there' } : WELL;
  },
};
