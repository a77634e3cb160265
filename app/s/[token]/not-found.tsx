export { Gone as default } from '@/components/share/door';
