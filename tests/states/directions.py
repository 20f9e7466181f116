"""A paper whose lines run from right to left."""

from tests.states.state import State, drawn

_CONFIG = """\
title: صحيفة الميناء
subtitle: أخبار المدينة والميناء
description: أخبار وتقارير من المدينة والميناء
language: ar
timezone: Africa/Cairo
base_url: https://mina.example
menu:
  - {title: المدينة, url: /category/city/}
  - {title: الميناء, url: /category/harbour/}
"""

_BRIDGE = """\
---
title: جسر جديد فوق الميناء يفتح في الربيع
kicker: البناء
dek: بعد خمس سنوات من العمل يصل الجسر بين ضفتي المدينة القديمة والجديدة.
date: 2026-11-21 09:30
slug: bridge
categories: [city]
tags: [bridge]
authors: [ليلى حداد]
image: bridge.png
image_alt: رسم للجسر
image_credit: المدينة
toc: true
---
يفتح الجسر الجديد في الربيع، كما قالت المدينة يوم السبت.[^1]

## الطريق

> نحن نبني للأجيال القادمة.

- الطول: 400 متر
- العرض: 18 متر

| السنة | الكلفة |
|---|---|
| 2025 | 12 |
| 2026 | 14 |

## النهاية

English words stand here, and `code` as well.

[^1]: بيان المدينة.
"""

_MARKET = """\
---
title: The market opens on Monday
date: 2026-11-20 08:00
slug: market
lang: en
categories: [harbour]
authors: [Ada Lane]
---
An English article stands in an Arabic paper.
"""

STATES = (
    State(
        "right-to-left",
        files={
            "content/2026/bridge.md": _BRIDGE,
            "content/2026/bridge.png": drawn(1200, 800),
            "content/2026/market.md": _MARKET,
            "content/categories/city.md": "---\ntitle: المدينة\n---\n",
            "content/categories/harbour.md": "---\ntitle: الميناء\n---\n",
        },
        pages=("/", "/2026/11/bridge/", "/2026/11/market/", "/category/city/"),
        config=_CONFIG,
    ),
)
