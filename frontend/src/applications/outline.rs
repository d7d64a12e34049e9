//! The list of a form's blocks: what is complete, and how many fields are left (look/).

use super::block_of;
use super::saving_line::saving_line;
use crate::routes::Route;
use crate::saver::Saving;
use crate::ui::field_link;
use crate::ui::markup::link;
use crate::words::Words;
use shared::kernel::form::Errors;
use yew::prelude::*;

/// Links to the blocks, each with its state: `open` is what is still wrong or missing.
pub fn outline(words: &Words, blocks: &[&'static str], open: &Errors, saving: &Saving) -> Html {
    let left = |block: &str| open.0.iter().filter(|it| block_of(&it.pointer) == block).count();
    html! {
        <nav class="aside card" aria-label={words.get("fill-blocks")}>
            <strong aria-hidden="true">{ words.get("fill-blocks") }</strong>
            <ol>
                { for blocks.iter().map(|block| row(words, block, left(block))) }
                <li>{ field_link("signing".into(), words.get("fill-short-signing")) }</li>
            </ol>
            { link("continue-later", Route::Home, "", words.get("fill-later")) }
            { saving_line(words, saving, true) }
        </nav>
    }
}

fn row(words: &Words, block: &'static str, left: usize) -> Html {
    let name = words.find(&format!("fill-short-{block}")).unwrap_or_else(|| words.get(block));
    let count = left.to_string();
    html! {
        <li key={block}>
            { field_link(block.into(), name) }
            if left == 0 {
                <span class="ok">
                    <span aria-hidden="true">{ "✓" }</span>
                    <span class="visually-hidden">{ words.get("fill-block-done") }</span>
                </span>
            } else {
                <span class="todo">{ words.say("fill-block-left", &[("count", &count)]) }</span>
            }
        </li>
    }
}
