//! The folder in which lists outlive a restart. A file is written beside its place and then moved there: it is whole or it
//! is the one before.

use crate::clock::hex;
use std::fs::{self, File};
use std::io::{Read, Result, Write};
use std::path::{Path, PathBuf};

const ENDING: &str = "crl";

/// The folder.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Opens it, making it when it is not there.
    pub(super) fn open(path: &Path) -> Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self(path.to_owned()))
    }

    /// The bytes of every file that is named as a list.
    pub(super) fn all(&self) -> Result<Vec<Vec<u8>>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == ENDING) {
                all.push(bounded(&path)?);
            }
        }
        Ok(all)
    }

    /// Keeps a list of an authority in the place of the one before.
    pub(super) fn keep(&self, authority: &[u8; 32], is_delta: bool, bytes: &[u8]) -> Result<()> {
        let kind = if is_delta { "changes" } else { "whole" };
        let place = self.0.join(format!("{}-{kind}.{ENDING}", hex(authority)));
        let beside = place.with_extension("new");
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &place)?;
        File::open(&self.0)?.sync_all()
    }
}

/// No more of a file than a list may have and one byte: the reader refuses what is too large.
fn bounded(path: &Path) -> Result<Vec<u8>> {
    let most = u64::try_from(signing::MAX_LIST).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
