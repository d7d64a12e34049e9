//! The Fund's memory across restarts: one JSON object per line, only ever added to.

use std::{
    fs::{File, OpenOptions},
    io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write},
    path::Path,
};

use serde::{Serialize, de::DeserializeOwned};

/// An open journal. The file is locked: two programs never write the same one.
#[derive(Debug)]
pub struct Journal(File);

impl Journal {
    /// Opens or makes the file and reads what it holds. A last line torn by a kill is cut off: what it told was never
    /// answered to anybody.
    ///
    /// # Errors
    /// The file cannot be used, another program holds it, or a whole line is not readable.
    pub fn open<T: DeserializeOwned>(path: &Path) -> Result<(Self, Vec<T>)> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        file.try_lock().map_err(|_| Error::new(ErrorKind::WouldBlock, "another program holds it"))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let entries = bytes[..whole]
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).map_err(|error| Error::new(ErrorKind::InvalidData, error)))
            .collect::<Result<Vec<T>>>()?;
        file.set_len(whole as u64)?;
        file.seek(SeekFrom::End(0))?;
        Ok((Self(file), entries))
    }

    /// Adds a line and waits until it is on the disk: only then may it be answered.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn append<T: Serialize>(&mut self, entry: &T) -> Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        self.0.write_all(&line)?;
        self.0.sync_data()
    }

    /// Lets another program open the file, though this one still holds it.
    pub fn release(&self) {
        // Closing the file lets go of it anyway.
        let _ = self.0.unlock();
    }
}
