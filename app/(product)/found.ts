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

/** A decision, or null while its council has not recorded one; the not-found page for a meeting that is unknown. */
export async function decisionIfAny<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ServiceError && error.reason === 'artifact.no_decision') return null;
    return orNotFound(Promise.reject(error));
  }
}
