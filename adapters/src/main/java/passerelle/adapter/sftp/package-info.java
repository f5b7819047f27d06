/** Files over SSH: the embedded server with its inbox and outbox, and delivery to a partner's own server. */
@NullMarked
package passerelle.adapter.sftp;

import org.jspecify.annotations.NullMarked;
