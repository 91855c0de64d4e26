export { ReceiverTalker, type ReceiverTalkerOptions } from './receiver-talker';
export { type Command, SET_UPS, type SetUp } from './set-up';
