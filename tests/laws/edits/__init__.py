"""The edits: what writers, editors, their programs and their machines do to a site between two builds."""

from collections.abc import Callable
from random import Random

from tests.laws.edits.assets import change_asset, change_static, link, rename_asset
from tests.laws.edits.machines import keep_state, lose_cache, obstruct_output, put_back, spoil_output, young
from tests.laws.edits.movers import (
    delete,
    file_and_folder,
    move,
    remove_folder,
    rename_content,
    rename_folder,
    swap_two,
)
from tests.laws.edits.owners import (
    add_template,
    edit_template,
    promise,
    set_key,
    spoil_config,
    toggle,
    turn_clock,
)
from tests.laws.edits.processes import build_beside, build_over_budget, fail_once, look, second_site, serve
from tests.laws.edits.writers import add_line, describe, edit_body, edit_date, edit_title, rewrite, touch, write_many
from tests.laws.scene import Scene

Edit = Callable[[Scene, Random], None]

# How often each of them happens.
EDITS: tuple[tuple[Edit, int], ...] = (
    *((rewrite, 10), (write_many, 2), (add_line, 12), (edit_title, 4), (edit_date, 4), (edit_body, 5), (delete, 4)),
    *((move, 6), (swap_two, 2), (file_and_folder, 4), (rename_folder, 2), (remove_folder, 1), (change_asset, 6)),
    *((change_static, 4), (rename_asset, 3), (edit_template, 6), (add_template, 2), (set_key, 8), (spoil_config, 1)),
    *((rename_content, 1), (describe, 6), (promise, 3), (turn_clock, 10), (toggle, 3), (link, 2), (spoil_output, 3)),
    *((obstruct_output, 1), (keep_state, 2), (put_back, 2), (lose_cache, 1), (second_site, 2), (serve, 3)),
    *((build_beside, 2), (build_over_budget, 1), (look, 1), (fail_once, 2), (young, 1), (touch, 1)),
)
