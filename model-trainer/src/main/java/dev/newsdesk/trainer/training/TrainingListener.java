package dev.newsdesk.trainer.training;

/** Is told how a run goes, on the run's thread. */
public interface TrainingListener {

  /** An epoch over this many texts begins. */
  void epochBegan(int epoch, int epochs, int texts);

  /** This many texts were learnt from before the run went on. */
  void passedOver(int texts);

  /** A step was taken on this many texts. */
  void stepped(int texts, double loss);

  /** The network was evaluated. */
  void evaluated(RunRecord.Measurement measurement);

  /** An epoch was finished and saved. */
  void epochEnded(RunRecord.Epoch epoch);
}
