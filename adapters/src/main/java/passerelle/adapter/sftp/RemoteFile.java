package passerelle.adapter.sftp;

import passerelle.adapter.WholeFile;

/** A plain file on a partner's server at one moment. Another size or time is another file. */
record RemoteFile(String name, long size, long changed) {
    RemoteFile {
        WholeFile.requireName(name);
    }
}
