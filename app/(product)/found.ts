import { notFound } from 'next/navigation';
import { ServiceError } from '@/lib/services/errors';

/** What the service finds, or the not-found page for what is unknown or another organisation's. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'not_found') notFound();
    throw error;
  }
}
