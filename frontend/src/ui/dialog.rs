//! A question that must be answered before going on.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// Closed by Esc.
    pub onclose: Callback<()>,
    /// Text and buttons.
    pub children: Html,
}

/// The browser's own dialog: keeps focus inside, closes by Esc, gives focus back. It is open as long as it is drawn.
#[component]
pub fn Dialog(DialogProps { title, onclose, children }: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // Refused only when it is open already.
                drop(dialog.show_modal());
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let oncancel = onclose.reform(|event: Event| event.prevent_default());
    html! {
        <dialog ref={node} class="card" aria-labelledby="dialog-title" {oncancel}>
            <h2 id="dialog-title">{ title }</h2>
            { children.clone() }
        </dialog>
    }
}
