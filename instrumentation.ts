/** Called once by the server before its first request. The edge runtime has nothing to open. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { begin } = await import('./instrumentation.node');
    await begin();
  }
}
