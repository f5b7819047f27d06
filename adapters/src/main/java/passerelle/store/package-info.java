/** The index: what can be asked of the audit log and the vault quickly, and rebuilt from them. */
@NullMarked
package passerelle.store;

import org.jspecify.annotations.NullMarked;
