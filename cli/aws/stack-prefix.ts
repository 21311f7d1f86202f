/** The prefix of `config/default.json`; another deployment is named by `--stack-prefix`. */
export const DEFAULT_STACK_PREFIX = 'Text2TextBatch';
