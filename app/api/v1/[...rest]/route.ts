import { ServiceError } from '@/lib/services/errors';
import { handlePublic } from '../_http/handle';

const nowhere = handlePublic(async () => {
  throw new ServiceError('not_found', 'request.nowhere');
});

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
