//! A question over the page: the rest of it waits.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Id.
    pub id: AttrValue,
    /// Heading.
    pub title: AttrValue,
    /// Escape was pressed.
    pub onclose: Callback<()>,
    /// Text and buttons; the first button takes focus.
    pub children: Html,
}

/// Opens when it is drawn; when it goes, focus goes back to where it was (ux 9).
#[component]
pub fn Dialog(DialogProps { id, title, onclose, children }: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // It was drawn just now and is not open yet.
                let _ = dialog.show_modal();
            }
            move || dialog.iter().for_each(HtmlDialogElement::close)
        });
    }
    let oncancel = onclose.reform(|event: Event| event.prevent_default());
    let heading = format!("{id}-title");
    html! {
        <dialog id={id.clone()} class="card" ref={node} aria-labelledby={heading.clone()} {oncancel}>
            <h2 id={heading}>{ title }</h2>
            { children.clone() }
        </dialog>
    }
}
