/** What `work` resolves to, or `otherwise` when it fails or takes longer than `ms`; what is late is forgotten. */
export async function within<T, O>(ms: number, work: Promise<T>, otherwise: O): Promise<T | O> {
  const late = Promise.withResolvers<O>();
  const timer = setTimeout(() => late.resolve(otherwise), ms);
  try {
    return await Promise.race([work.catch(() => otherwise), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
