import { type ContractName, type PayloadContract } from './contract';
import { text2textContract } from './text2text-contract';
import { tgiContract } from './tgi-contract';

const CONTRACTS: Readonly<Record<ContractName, PayloadContract>> = {
  'text2text-1.x': text2textContract,
  'tgi-2.x': tgiContract,
};

export function contractOf(name: ContractName): PayloadContract {
  return CONTRACTS[name];
}
