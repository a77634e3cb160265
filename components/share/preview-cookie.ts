/** By which the form hands passages that are to be hidden to the preview: JSON in base64. */
export const previewCookie = 'xio_preview';
