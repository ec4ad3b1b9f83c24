"""Example payloads for the documentation; a test sends every one of them to the API."""

from collections.abc import Mapping
from typing import Any

from domain.terms import CommandName

Example = Mapping[str, Any]
Examples = Mapping[str, Example]

INTAKE: Examples = {
    "Запись в группе": {
        "regulation": "providensky-2020",
        "network": "vk",
        "external_id": "wall-194205-1731",
        "url": "https://vk.com/wall-194205_1731",
        "author": {"name": "Жительница дома 12", "url": "https://vk.com/id194205"},
        "text": "На улице Полярной, 12 третий день нет горячей воды. Когда восстановят?",
        "posted_at": "2026-03-16T09:40:00+12:00",
        "detected_at": "2026-03-16T10:05:00+12:00",
        "theme": "ЖКХ",
    },
    "Личное сообщение": {
        "regulation": "gulkevichi-draft",
        "flow": "incident",
        "network": "vk",
        "external_id": "incident-48151",
        "text": "Подскажите, куда обратиться за справкой о составе семьи?",
        "visibility": "direct",
        "detected_at": "2026-03-13T09:15:00+03:00",
        "received_at": "2026-03-13T09:30:00+03:00",
    },
}

COMMANDS: Mapping[CommandName, Examples] = {
    CommandName.RESOLVE: {
        "Резолюция главы": {"authority": "authority-1", "note": "Подготовить ответ с выходом на место"},
    },
    CommandName.ROUTE: {
        "Направление в орган": {
            "assignments": [{"authority": "authority-1", "executor": "executor-1"}],
            "theme": "ЖКХ",
            "location": "пгт Провидения, ул. Полярная, 12",
            "importance": "обычная",
        },
        "Сокращённый срок": {
            "assignments": [{"authority": "authority-1"}],
            "answer_within": {"amount": 8, "unit": "working_hours"},
            "reason": "Без горячей воды детский сад",
            "because": ["importance"],
        },
        "Несколько органов по очереди": {
            "assignments": [
                {"authority": "authority-1", "executor": "executor-1", "part": "Причины аварии"},
                {"authority": "authority-2", "executor": "executor-2", "part": "Перерасчёт платы и общий ответ"},
            ],
        },
        "Несколько органов под головным": {
            "assignments": [
                {"authority": "authority-1", "part": "Общий ответ"},
                {"authority": "authority-2", "part": "Сведения о подрядчике"},
            ],
            "lead": "authority-1",
        },
        "Ответ и в выходные дни": {"assignments": [{"authority": "authority-1"}], "days_off": True},
    },
    CommandName.DECLINE: {
        "Не в компетенции": {"reason": "Сети на этой улице обслуживает другой орган"},
    },
    CommandName.SUBMIT_DRAFT: {
        "Проект ответа": {
            "kind": "final",
            "text": (
                "Здравствуйте! Авария на теплотрассе у дома 12 по улице Полярной устранена, горячую воду подадут "
                "сегодня до 18:00. Телефон диспетчера: 8 (42735) 2-00-00."
            ),
            "attachments": [{"url": "https://example.org/files/photo-1.jpg", "title": "Фото с места работ"}],
        },
        "Уточняющий вопрос автору": {
            "kind": "clarification",
            "text": "Здравствуйте! Уточните, пожалуйста, номер подъезда и с какого дня нет воды.",
        },
        "Разъяснение": {
            "kind": "explanation",
            "ground": "judicial-acts",
            "text": "Здравствуйте! Судебные акты обжалуются в порядке, установленном процессуальным законом.",
        },
    },
    CommandName.INTERIM_ANSWER: {
        "Проект промежуточного ответа": {
            "text": "Здравствуйте! Причину аварии устанавливает комиссия. О сроке подачи воды сообщим в пятницу.",
        },
    },
    CommandName.CONTRIBUTE: {
        "Часть общего ответа": {
            "text": "Порыв устранён в 15:00, перерасчёт платы сделает управляющая организация.",
            "attachments": [{"id": "act-17", "title": "Акт осмотра"}],
        },
    },
    CommandName.APPROVE: {
        "Согласовано": {},
        "Согласовано на бумаге, внесено позже": {
            "occurred_at": "2026-03-16T11:00:00+12:00",
            "comment": "Лист согласования подписан до перерыва, внесено после",
        },
        "Согласовано по контрольному списку": {
            "checklist": [
                {"item": "to-the-point", "verdict": "yes"},
                {"item": "measures", "verdict": "yes"},
                {"item": "own-words", "verdict": "override", "reason": "Авария одна, спрашивают все жители улицы"},
            ],
        },
        "Часть передана дальше": {"part": "authority-1"},
    },
    CommandName.RETURN: {
        "Возврат на доработку": {"remarks": "Укажите срок восстановления и телефон диспетчерской службы"},
        "Возврат по контрольному списку": {"remarks": "Назовите день ремонта", "items": ["measures", "promise"]},
        "Возврат части": {"part": "authority-1", "remarks": "Нет сведений о перерасчёте"},
    },
    CommandName.PUBLISH: {
        "Ответ размещён": {"url": "https://vk.com/wall-194205_1731?reply=1740", "visibility": "public"},
        "Ответ с обещанием, за которым следят": {
            "url": "https://vk.com/wall-194205_1731?reply=1740",
            "follow_ups": [{"what": "Отремонтировать теплотрассу у дома 12", "on": "2026-03-20"}],
        },
        "Ссылки нет, есть снимок экрана": {
            "evidence": {"screenshot": "otvet-1731.png", "note": "Ответ отправлен в личные сообщения"},
        },
    },
    CommandName.CLARIFIED: {
        "Автор ответил": {
            "text": "Второй подъезд, воды нет с понедельника.",
            "actor": {"role": "author", "name": "Жительница дома 12"},
        },
    },
    CommandName.EXCLUDE: {
        "Не подлежит ответу": {"ground": "threats", "note": "Угрозы в адрес должностного лица"},
    },
    CommandName.SIGNIFICANT: {
        "Доклад главе": {
            "summary": "Без горячей воды три дома и детский сад, в группе больше ста жалоб",
            "signatory": "Руководитель пресс-службы",
        },
    },
    CommandName.SHORTCOMING: {
        "Недостаток ответа": {
            "clause": "17",
            "person": "executor-1",
            "evidence": {"note": "В ответе нет срока восстановления, автор спросил повторно"},
        },
    },
    CommandName.REASSIGN: {
        "Другой исполнитель": {"executor": "executor-2", "reason": "Прежний исполнитель в отпуске"},
    },
    CommandName.HAND_OVER: {
        "Передано для размещения": {"to": "Отдел по взаимодействию со СМИ"},
        "Зарегистрировано как обращение": {
            "appeal": {
                "ground": "formal-appeal",
                "registration_number": "01-23/456",
                "registered_on": "2026-03-16",
            },
        },
    },
    CommandName.CLOSE: {
        "Причины нет в регламенте": {"reason": "Автор удалил сообщение до начала работы"},
    },
    CommandName.RECALCULATE: {
        "Уточнён календарь": {"reason": "Постановлением перенесён выходной день"},
    },
    CommandName.NOTE: {
        "Пометка": {"text": "Автор звонил в приёмную, просил ответить и по телефону"},
    },
}

PEOPLE: Examples = {
    "Список людей": {
        "regulation": "providensky-2020",
        "version": 0,
        "people": [
            {
                "person": "coordinator-1",
                "post": "Начальник организационно-правового управления",
                "function": "coordinator",
                "stand_in": "coordinator-2",
            },
            {
                "person": "coordinator-2",
                "post": "Заместитель начальника управления",
                "function": "coordinator",
                "valid_from": "2026-01-12",
            },
            {
                "person": "responsible-1",
                "post": "Начальник отдела ЖКХ",
                "function": "responsible",
                "authority": "authority-1",
            },
            {
                "person": "executor-1",
                "post": "Главный специалист отдела ЖКХ",
                "function": "executor",
                "authority": "authority-1",
                "stand_in": "responsible-1",
                "absences": [{"from": "2026-03-16", "until": "2026-03-27"}],
            },
        ],
    },
}

CHECKLIST: Examples = {
    "Проверка до представления": {
        "kind": "final",
        "text": (
            "Здравствуйте! Теплотрассу у дома 12 отремонтируют до 20 марта, горячая вода будет в тот же день. "
            "Фото с места работ прилагаем."
        ),
        "attachments": [{"url": "https://example.org/files/photo-1.jpg", "title": "Фото с места работ"}],
    },
    "Промежуточный ответ": {
        "kind": "interim",
        "text": "Здравствуйте! Горячей воды нет из-за порыва. Причину устанавливает комиссия, ответим до пятницы.",
    },
}

KEPT: Examples = {
    "Обещанное выполнено": {
        "evidence": {"screenshot": "truba-20-marta.jpg", "note": "Акт осмотра от 20 марта"},
        "comment": "Работы закончены на день раньше",
    },
}

WHAT_IF: Examples = {
    "Направить в орган": {
        "command": "route",
        "payload": {"assignments": [{"authority": "authority-1"}], "theme": "ЖКХ"},
    },
    "Пометка, внесённая позже": {
        "command": "note",
        "payload": {
            "text": "Автор звонил в приёмную",
            "occurred_at": "2026-03-16T10:20:00+12:00",
            "comment": "Внесено из журнала звонков",
        },
    },
}

WORKTIME_ADD: Examples = {
    "Девять рабочих часов": {
        "regulation": "providensky-2020",
        "start": "2026-03-06T16:30:00+12:00",
        "amount": {"amount": 9, "unit": "working_hours"},
    },
    "Свой календарь": {
        "calendar": {
            "timezone": "Europe/Moscow",
            "week": {"mon": ["08:30-13:00", "13:48-17:30"], "fri": ["08:30-13:00", "13:48-16:30"]},
        },
        "start": "2026-03-16T10:00:00+03:00",
        "amount": "PT2H30M",
    },
    "Третий рабочий день": {
        "calendar": {"regulation": "stavropol-2023"},
        "start": "2026-04-30T12:00:00+03:00",
        "amount": {"amount": 3, "unit": "working_days"},
    },
}

WORKTIME_SUBTRACT: Examples = {
    "За четыре рабочих часа": {
        "regulation": "providensky-2020",
        "start": "2026-03-17T12:00:00+12:00",
        "amount": {"amount": 4, "unit": "working_hours"},
    },
}

WORKTIME_BETWEEN: Examples = {
    "Рабочее время за праздники": {
        "regulation": "luga-2020",
        "start": "2026-04-30T09:00:00+03:00",
        "end": "2026-05-12T18:00:00+03:00",
    },
}
