import type { Both } from './words';

/** A characteristic on which nobody may be preferred or passed over. */
export interface Ground {
  id: string;
  pattern: RegExp;
  name: Both;
}

/** Protected in the law of most countries (e.g. EU directives 2000/43, 2000/78, 2006/54; Labour Code of Russia, art. 3 and 64). */
export const grounds: readonly Ground[] = [
  {
    id: 'age',
    pattern:
      /\b(?:\d+ years? old|aged \d|(?:his|her|their|whose) age|too (?:old|young)|(?:near|close to|before) retirement|born in (?:19|20)\d\d)\b|возраст|\d+ (?:лет|года?) от роду|(?:ему|ей|исполнилось) \d+ (?:лет|год)|\d+-летн|пенсион|слишком (?:молод|стар)|(?:19|20)\d\d года рождения/iu,
    name: { en: 'age', ru: 'возраст' },
  },
  {
    id: 'family',
    pattern:
      /\b(?:pregnan\w+|maternity|paternity|parental leave|married|marital|unmarried|divorced|(?:has|have|expects?|raises?) (?:(?:a|an|one|two|three|four|small|young|little|her|his) ){0,3}(?:child|children|kids?|baby|twins|family))\b|беремен|декрет|замуж|женат|развед[её]н|отпуск\p{L}* по уходу|(?:есть|имеет|ждёт|растит|воспитывает|двое|трое|маленьк\p{L}*) (?:\p{L}+ )?(?:дет|реб[её]н)/iu,
    name: { en: 'family and pregnancy', ru: 'семейное положение и беременность' },
  },
  {
    id: 'sex',
    pattern:
      /\b(?:gender|(?:a|the|as a) (?:wo)?m[ae]n\b|female|male|sexual orientation|gay|lesbian|transgender)\b|(?<!\p{L})(?:мужчин|женщин|мужского пола|женского пола|ориентаци)/iu,
    name: { en: 'sex and orientation', ru: 'пол и ориентация' },
  },
  {
    id: 'origin',
    pattern:
      /\b(?:nationality|ethnic\w*|racial\w*|skin colou?r|native speaker|foreign(?:er)? (?:name|accent)|accent|immigrant|citizenship)\b|национальност|этническ|расов|цвет кожи|акцент|иммигрант|мигрант|приезж|гражданств/iu,
    name: { en: 'origin', ru: 'происхождение' },
  },
  {
    id: 'belief',
    pattern:
      /\b(?:religio\w+|church|mosque|muslim|christian|jewish|headscarf|political (?:view|party)|trade union)\b|религи|вероиспов|мусульман|христиан|иуде|церк|хиджаб|профсоюз|партийн/iu,
    name: { en: 'belief and union', ru: 'вера, взгляды и профсоюз' },
  },
  {
    id: 'health',
    pattern:
      /\b(?:disab\w+|wheelchair|chronic(?:ally)?|illness|depress\w+|sick(?:ness)? (?:leave|days?)|looks|appearance|overweight)\b|инвалид|коляск|хроническ|болезн|больничн|диагноз|внешност|лишний вес/iu,
    name: { en: 'health and appearance', ru: 'здоровье и внешность' },
  },
];

/** The protected characteristic that a text speaks of, if any. */
export const groundOf = (text: string): Ground | undefined => grounds.find(({ pattern }) => pattern.test(text));
