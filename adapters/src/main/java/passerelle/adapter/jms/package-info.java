/** Durable queues: accepting, lanes to the recipients, the way of events into the audit log. */
@NullMarked
package passerelle.adapter.jms;

import org.jspecify.annotations.NullMarked;
