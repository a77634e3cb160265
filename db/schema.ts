/** Every table. Names are the glossary's; each tenant table carries `org_id`. */
export * from './schema/columns';
export * from './schema/decisions';
export * from './schema/delivery';
export * from './schema/meetings';
export * from './schema/minutes';
export * from './schema/models';
export * from './schema/notifications';
export * from './schema/origins';
export * from './schema/people';
export * from './schema/rates';
export * from './schema/retention';
export * from './schema/runs';
export * from './schema/sharing';
export * from './schema/sign-in';
export * from './schema/templates';
export * from './schema/tools';
export * from './schema/trail';
