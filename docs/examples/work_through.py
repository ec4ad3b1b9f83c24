#!/usr/bin/env python3
"""Works every open message of a regulation through over REST: route, draft, approve, place the answer.

An example of a tool that drives Otklik from outside, and a way to see a whole import come to its end:

    python docs/examples/work_through.py --regulation providensky-2020 --clerk TOKEN --executor authority-1=TOKEN

The clerk's token does what offices do (roles coordinator, reviewer, head; or admin), each executor's the drafts of its
body. It does what ``next`` of the case offers, so it works under any regulation; it may be stopped and started again.
"""

import argparse
import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

import httpx

# In this order: what leads a message to its answer by the shortest way.
STEPS = ("resolve", "submit_draft", "route", "approve", "publish", "hand_over")
AT_ONCE = 6
PATIENCE_SECONDS = 60.0
UNAVAILABLE = 503

Case = dict[str, Any]


class Office:
    """The people at work, each with a token."""

    def __init__(self, http: httpx.AsyncClient, clerk: str, executors: Mapping[str, str]) -> None:
        """Know the tokens; the first body is the one that gets what nobody has."""
        self._http = http
        self._clerk = clerk
        self._executors = executors
        self._first = next(iter(executors))

    async def open_messages(self, regulation: str, theme: str | None) -> list[str]:
        """The ids of all messages that are not closed, of one theme where it is named."""
        found: list[str] = []
        query = {"regulation": regulation, "limit": "200"} | ({} if theme is None else {"theme": theme})
        while True:
            page = await self._call(self._clerk, "GET", "/messages", params=query)
            found += [case["id"] for case in page["items"] if case["state"] != "closed"]
            if page["next_cursor"] is None:
                return found
            query["cursor"] = page["next_cursor"]

    async def finish(self, message_id: str) -> Case:
        """Take every step that is due until the message is closed."""
        case = await self._call(self._clerk, "GET", f"/messages/{message_id}")
        while case["state"] != "closed":
            possible = {item["command"] for item in case["next"]}
            step = next((name for name in STEPS if name in possible), None)
            if step is None:
                return case
            case = await self._give(case, step)
        return case

    async def _give(self, case: Case, step: str) -> Case:
        token = self._executors.get(case["authority"], self._clerk) if step == "submit_draft" else self._clerk
        # The same name for the same step of the same state: a repeat after a lost answer is one effect.
        payload = {**self._payload(case, step), "command_id": f"work-{step}-{case['journal_seq']}"}
        return await self._call(token, "POST", f"/messages/{case['id']}/{step}", json=payload)

    def _payload(self, case: Case, step: str) -> dict[str, Any]:
        authority = case["authority"] or self._first
        address = case["message"].get("url") or f"https://example.org/answers/{case['id']}"
        payloads: dict[str, dict[str, Any]] = {
            "resolve": {"authority": authority},
            "route": {"assignments": [{"authority": authority}]},
            "submit_draft": {"kind": "final", "text": "Сообщение рассмотрено, работы включены в план."},
            "approve": {},
            "publish": {"url": address},
            "hand_over": {"to": "Пресс-служба"},
        }
        return payloads[step]

    async def _call(self, token: str, method: str, path: str, **content: Any) -> Case:  # noqa: ANN401 -- httpx's arguments
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = await self._http.request(
                method, f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"}, **content
            )
            if answer.status_code != UNAVAILABLE or time.monotonic() > deadline:
                break
            await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
        if not answer.is_success:
            sys.exit(f"{method} {path}: {answer.status_code} {answer.text}")
        answered: Case = answer.json()
        return answered


async def work(given: argparse.Namespace) -> dict[str, Any]:
    """Finish all messages, a few at once, and count how they ended."""
    executors = dict(item.split("=", 1) for item in given.executor)
    gate = asyncio.Semaphore(AT_ONCE)
    began = time.monotonic()
    async with httpx.AsyncClient(base_url=given.api, timeout=30, trust_env=False) as http:
        office = Office(http, given.clerk, executors)

        async def one(message_id: str) -> Case:
            async with gate:
                return await office.finish(message_id)

        waiting = await office.open_messages(given.regulation, given.theme)
        cases = await asyncio.gather(*(one(message_id) for message_id in waiting))
    limits = Counter(limit["state"] for case in cases for limit in case["deadlines"])
    return {
        "messages": len(cases),
        "states": Counter(case["state"] for case in cases),
        "outcomes": Counter(str(case["outcome"]) for case in cases),
        "limits": limits,
        "seconds": round(time.monotonic() - began, 1),
    }


def main() -> None:
    """Read the arguments, work, and print the figures as one line of JSON."""
    parser = argparse.ArgumentParser(description="Work every open message of a regulation through over REST.")
    parser.add_argument("--api", default="http://127.0.0.1:8080")
    parser.add_argument("--regulation", required=True)
    parser.add_argument("--theme", help="only messages of this theme")
    parser.add_argument("--clerk", required=True, metavar="TOKEN")
    parser.add_argument("--executor", required=True, action="append", metavar="AUTHORITY=TOKEN")
    done = asyncio.run(work(parser.parse_args()))
    sys.stdout.write(json.dumps(done, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
