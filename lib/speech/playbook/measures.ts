import type { Both } from './words';

export type Aim = 'prevent' | 'detect' | 'recover';

/** A change that answers one kind of cause of an outage. */
export interface Measure {
  id: string;
  aim: Aim;
  /** Statements that call for it. */
  when: RegExp;
  /** Statements that make it unnecessary. */
  unless?: RegExp;
  /** Person-weeks. */
  weeks: number;
  /** In the infinitive, lower case: "put a guard on …". */
  name: Both;
  done: Both;
}

/** Curated changes after an outage, the most telling first. */
export const measures: readonly Measure[] = [
  {
    id: 'guard',
    aim: 'prevent',
    weeks: 3,
    when: /ran the command on|wrong (?:server|host|database|table)|by mistake|meant to|typed|typo|по ошибке|перепутал|не на том|хотел[аи]? .* вместо|вручную удал|удалил/iu,
    name: { en: 'put a guard before destructive commands', ru: 'поставить заслон перед разрушительными командами' },
    done: {
      en: 'On a copy of the primary the command is refused until a second person confirms the host',
      ru: 'На копии основного сервера команда не выполняется, пока второй человек не подтвердит имя узла',
    },
  },
  {
    id: 'rights',
    aim: 'prevent',
    weeks: 2,
    when: /password|permission|credential|access key|доступ|парол|права|ключ/iu,
    name: { en: 'narrow standing rights in production', ru: 'сузить постоянные права в рабочей среде' },
    done: {
      en: 'A list of standing rights is published and nobody outside it can write to production',
      ru: 'Список постоянных прав опубликован, и никто вне списка не может писать в рабочую среду',
    },
  },
  {
    id: 'expiry',
    aim: 'prevent',
    weeks: 2,
    when: /certificate|expire|сертификат|истёк|истек|просроч|лицензи/iu,
    name: { en: 'renew certificates by machine', ru: 'продлевать сертификаты автоматически' },
    done: {
      en: 'A certificate with seven days left is renewed in a test without a person touching it',
      ru: 'В проверке сертификат с остатком в семь дней продлевается без участия человека',
    },
  },
  {
    id: 'steps',
    aim: 'prevent',
    weeks: 4,
    when: /deploy|release|rollout|configuration|config |migration|update|выкладк|релиз|обновлени|конфигурац|миграци|настройк/iu,
    name: { en: 'roll changes out in steps', ru: 'выкладывать изменения по частям' },
    done: {
      en: 'A deliberately broken change stops at the first step and goes back by itself',
      ru: 'Намеренно сломанное изменение останавливается на первой части и само откатывается',
    },
  },
  {
    id: 'slots',
    aim: 'prevent',
    weeks: 2,
    when: /write-ahead|wal |replication .{0,40}stopped|segments|репликаци|журнал\p{L}* (?:упрежд|удал)/iu,
    name: { en: 'hold log segments until replicas fetch them', ru: 'хранить журналы, пока их не заберёт реплика' },
    done: {
      en: 'A secondary that was cut off for six hours catches up without being rebuilt',
      ru: 'Реплика, отключённая на шесть часов, догоняет основной сервер без пересборки',
    },
  },
  {
    id: 'limit',
    aim: 'prevent',
    weeks: 2,
    when: /load|background|spam|traffic|queue|overload|нагрузк|очеред|всплеск|фонов|запрос/iu,
    name: { en: 'cap the load of background jobs', ru: 'ограничить нагрузку фоновых заданий' },
    done: {
      en: 'Under twice the load of that evening, customers still get answers within the target',
      ru: 'При двойной нагрузке того дня клиенты получают ответ в пределах цели',
    },
  },
  {
    id: 'reserve',
    aim: 'prevent',
    weeks: 2,
    when: /disk (?:was )?full|ran out|out of memory|capacity|переполн|закончил|место на|памят|ёмкост/iu,
    name: { en: 'free space when a disk is 70 % full', ru: 'освобождать место при 70 % заполнения' },
    done: {
      en: 'At 70 % of a test volume the job that frees space runs by itself',
      ru: 'При 70 % на пробном диске очистка запускается сама',
    },
  },
  {
    id: 'backup-alarm',
    aim: 'detect',
    weeks: 1,
    when: /failing silently|silently|dump .{0,30}fail|backup.{0,30}fail|молча|незаметно|копи\p{L}* .{0,20}не (?:созда|дела)/iu,
    name: { en: 'page the on-call when a backup is missing', ru: 'будить дежурного, если копии нет' },
    done: {
      en: 'One night’s dump is withheld on purpose and the on-call is paged within the hour',
      ru: 'Одну ночную копию намеренно не делают, и дежурного вызывают в течение часа',
    },
  },
  {
    id: 'mail',
    aim: 'detect',
    weeks: 1,
    when: /mails? (?:were|was)|mailbox|e-?mail|reminder|nobody (?:saw|read|noticed)|письм|напоминани|почт|никто не/iu,
    name: { en: 'send failures to the on-call, not to mail', ru: 'слать отказы дежурному, а не в почту' },
    done: {
      en: 'A forced failure reaches the on-call’s telephone and is acknowledged in ten minutes',
      ru: 'Вызванный отказ приходит дежурному на телефон и подтверждается за десять минут',
    },
  },
  {
    id: 'symptom',
    aim: 'detect',
    weeks: 2,
    when: /alarm|alert|monitor|customers (?:reported|noticed)|users (?:reported|noticed)|оповещени|мониторинг|клиенты|сообщили|жалоб/iu,
    name: { en: 'alarm on what customers see', ru: 'оповещать о сбоях у клиентов' },
    done: {
      en: 'With the main path broken in a test, the alarm sounds within five minutes',
      ru: 'Основной путь ломают в проверке, и оповещение приходит за пять минут',
    },
  },
  {
    id: 'snapshots',
    aim: 'recover',
    weeks: 1,
    when: /snapshots? (?:were |was )?not enabled|no snapshots?|снимк\p{L}* .{0,30}(?:не |отключ|нет)/iu,
    unless: /snapshots? (?:were|was) enabled|снимки .{0,20}включены/iu,
    name: { en: 'turn on hourly disk snapshots', ru: 'включить ежечасные снимки дисков' },
    done: {
      en: 'The snapshot of an hour ago is mounted and the last order in it is found',
      ru: 'Снимок часовой давности подключён, и в нём найдена последняя запись',
    },
  },
  {
    id: 'rehearse',
    aim: 'recover',
    weeks: 3,
    when: /staging copy|by hand|hours earlier|restore|old copy|restored|вручную|старой копи|восстан|прошлой недел/iu,
    name: { en: 'rehearse a full restore every week', ru: 'каждую неделю разворачивать копию целиком' },
    done: {
      en: 'Two restores in a row finish inside the time written in the plan',
      ru: 'Два восстановления подряд укладываются в записанное в плане время',
    },
  },
  {
    id: 'offsite',
    aim: 'recover',
    weeks: 2,
    when: /backups? (?:were|was) (?:empty|missing)|no backups?|backups? .{0,20}(?:empty|never)|копи\p{L}* .{0,20}(?:пуст|нет|отсутств)|копий не/iu,
    unless: /backups? (?:were|was) complete/iu,
    name: { en: 'read back the off-site backups', ru: 'проверять удалённые копии чтением' },
    done: {
      en: 'A dump fetched from object storage is read back and its row counts match',
      ru: 'Копия, взятая из удалённого хранилища, читается, и число записей совпадает',
    },
  },
  {
    id: 'standby',
    aim: 'recover',
    weeks: 4,
    when: /only (?:secondary|copy|server|replica)|single (?:server|copy|point)|единственн|один сервер|одна копия/iu,
    name: { en: 'run a second, delayed secondary', ru: 'держать вторую, отстающую реплику' },
    done: {
      en: 'A table dropped on the primary is still there on the delayed secondary an hour later',
      ru: 'Таблица, удалённая на основном сервере, через час ещё есть на отстающей реплике',
    },
  },
  {
    id: 'runbook',
    aim: 'recover',
    weeks: 2,
    when: /runbook|documentation|instructions?|procedure|инструкци|регламент|документац/iu,
    name: { en: 'drill a rewritten runbook', ru: 'отработать новую инструкцию' },
    done: {
      en: 'Somebody who did not write it follows it alone and finishes in the planned time',
      ru: 'Человек, который её не писал, проходит её один и укладывается во время',
    },
  },
  {
    id: 'way-back',
    aim: 'recover',
    weeks: 3,
    when: /roll(?:ed)? ?back|revert|откат|вернуть/iu,
    name: { en: 'make going back one command', ru: 'сделать возврат одной командой' },
    done: {
      en: 'The last release is taken back in production in under ten minutes',
      ru: 'Последний выпуск откатывают в рабочей среде быстрее чем за десять минут',
    },
  },
];

/** Used where the facts call for too few changes of an aim. */
export const usual: Readonly<Record<Aim, readonly Measure[]>> = {
  prevent: [
    {
      id: 'second-person',
      aim: 'prevent',
      weeks: 2,
      when: /$^/,
      name: { en: 'require a second person in production', ru: 'требовать второго человека в рабочей среде' },
      done: {
        en: 'An attempt to act alone is refused and logged',
        ru: 'Попытка действовать одному отклоняется и попадает в журнал',
      },
    },
    {
      id: 'drill',
      aim: 'prevent',
      weeks: 2,
      when: /$^/,
      name: { en: 'rehearse risky work on a copy first', ru: 'сначала проводить опасные работы на копии' },
      done: {
        en: 'Three changes in a row carry the record of their rehearsal',
        ru: 'К трём изменениям подряд приложена запись репетиции',
      },
    },
  ],
  detect: measures.filter((one) => one.id === 'symptom' || one.id === 'mail'),
  recover: measures.filter((one) => one.id === 'rehearse' || one.id === 'way-back'),
};
