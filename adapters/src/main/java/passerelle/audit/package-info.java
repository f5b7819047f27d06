/**
 * The audit log that shows tampering: entries in append-only segments, an RFC 6962 tree over them in C2SP tlog-tiles, and
 * checkpoints signed with Ed25519. The segments are the truth; the tiles can be rebuilt.
 */
@NullMarked
package passerelle.audit;

import org.jspecify.annotations.NullMarked;
